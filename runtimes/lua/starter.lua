local function greet(name)
  return "Hello, " .. name .. "!"
end

io.write("Your name: ")
local name = io.read() or ""
print(greet(name ~= "" and name or "world"))
