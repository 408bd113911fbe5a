"""Group figures as frozen values, and the one policy on who may see what of them."""
