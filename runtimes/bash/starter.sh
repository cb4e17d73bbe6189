greet() {
  echo "Hello, ${1:-world}!"
}

read -r -p "Your name: " name
greet "$name"
