IO.puts("before")
raise ArgumentError, "broken"
