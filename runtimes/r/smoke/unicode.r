cat("żółw 🐢 日本語\n")
cat(nchar("żółw 🐢"), "\n", sep = "")
