read -r name
read -r a b
echo "Hi $name, $((a + b))"
