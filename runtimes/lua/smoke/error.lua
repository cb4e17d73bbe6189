local function fail()
  error("broken")
end

print("before")
fail()
