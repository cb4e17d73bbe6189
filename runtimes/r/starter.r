greet <- function(name) paste0("Hello, ", name, "!")

cat("Your name: ")
name <- trimws(readLines(file("stdin"), n = 1))
cat(greet(if (length(name) && nzchar(name)) name else "world"), "\n")
