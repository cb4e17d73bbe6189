name = gets.to_s
sum = gets.to_s.split.sum(&.to_i)
puts "Hi #{name}, #{sum}"
