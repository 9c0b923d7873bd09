"""Training of the classifier of loaders/classifier.py: examples in, loaders/tables/weights.csv out.

`python -m training` needs scikit-learn (dependency group `train`); nothing else imports this room.
"""
