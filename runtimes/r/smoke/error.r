fail <- function() stop("broken")
cat("before\n")
fail()
