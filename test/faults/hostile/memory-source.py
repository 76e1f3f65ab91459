# expect: failed
# Small to read, large to compile: the optimiser folds constants.
x = (((1,) * 250,) * 250, ((2,) * 250,) * 250)
y = "a" * 4000 * 4000 * 4000 * 1000
