"""A labelled set of past winners and nominations: true repeats and near misses of every kind, invented from scratch."""
