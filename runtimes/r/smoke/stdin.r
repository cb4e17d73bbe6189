lines <- readLines(file("stdin"))
numbers <- as.integer(strsplit(lines[2], " ")[[1]])
cat(sprintf("Hi %s, %d\n", lines[1], sum(numbers)))
