"""The rate, by a clock that is set by hand: 6 requests a minute, so one comes back every 10 seconds."""

import pytest

from api.rate import Rate


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_all_may_be_used_at_once_and_come_back_evenly(clock):
    rate = Rate(6, clock)
    assert [rate.take("a").remaining for _ in range(6)] == [5, 4, 3, 2, 1, 0]
    refused = rate.take("a")
    assert (refused.remaining, refused.reset, refused.retry) == (0, 60, 10)
    clock.now += 10
    assert rate.take("a") == (0, 60, 0)
    assert rate.take("a").retry == 10
    clock.now += 25  # two have come back, and half of a third
    assert rate.take("a") == (1, 45, 0)
    assert rate.take("a") == (0, 55, 0)
    assert rate.take("a").retry == 5


def test_what_is_refused_costs_nothing(clock):
    rate = Rate(6, clock)
    for _ in range(100):
        rate.take("a")
    clock.now += 60
    assert [rate.take("a").retry for _ in range(7)] == [0, 0, 0, 0, 0, 0, 10]


def test_clients_are_counted_apart(clock):
    rate = Rate(1, clock)
    assert rate.take("a").retry == 0
    assert rate.take("b").retry == 0
    assert rate.take("a").retry == 60


@pytest.mark.parametrize("amount", [7, 3000, 9999])
def test_as_many_as_are_allowed_are_let_through(clock, amount):
    rate = Rate(amount, clock)
    assert sum(rate.take("a").retry == 0 for _ in range(amount + 5)) == amount
