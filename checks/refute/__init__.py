"""Is there a model of the hypotheses in which the claim fails?  The refuter: it proves nothing and believes nobody."""
