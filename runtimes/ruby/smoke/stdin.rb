name = gets.chomp
a, b = gets.split.map(&:to_i)
puts "Hi #{name}, #{a + b}"
