defmodule Greeter do
  def greet(name), do: "Hello, #{name}!"
end

name =
  case IO.gets("Your name: ") do
    line when is_binary(line) -> String.trim(line)
    _ -> ""
  end

IO.puts(Greeter.greet(if name == "", do: "world", else: name))
