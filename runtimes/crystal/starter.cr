def greet(name : String) : String
  "Hello, #{name}!"
end

print "Your name: "
name = gets.to_s.strip
puts greet(name.empty? ? "world" : name)
