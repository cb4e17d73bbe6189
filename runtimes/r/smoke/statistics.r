model <- lm(y ~ x, data.frame(x = 1:4, y = c(3, 5, 7, 9)))
cat(round(coef(model)[["x"]], 3), "\n", sep = "")
