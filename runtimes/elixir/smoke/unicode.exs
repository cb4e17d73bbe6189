IO.puts("żółw 🐢 日本語")
IO.puts(String.length("żółw 🐢"))
