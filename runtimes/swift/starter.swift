func greet(_ name: String) -> String {
  "Hello, \(name)!"
}

print("Your name: ", terminator: "")
let name = readLine() ?? ""
print(greet(name.isEmpty ? "world" : name))
