"""A referee's recomputation of an exported folder: every number again, from the base tables alone.

It reads the folder as a stranger would, with the standard library only, and knows of the counting what
the codebook in the folder says: nothing of the project, networkx or numpy is imported here (a test sees
to that). The methods are written anew after the papers named in each module.
"""
