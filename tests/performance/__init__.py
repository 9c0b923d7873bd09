"""Benchmarks: run by hand, they print ratios against something run beside them. Nothing here is a test."""
