"""The exhaustive walk over the states a case can reach."""
