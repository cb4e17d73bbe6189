def fail
  raise ArgumentError.new("broken")
end

puts "before"
fail
