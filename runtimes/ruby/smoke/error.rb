def fail_loudly
  raise ArgumentError, "broken"
end

puts "before"
fail_loudly
