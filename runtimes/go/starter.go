package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

func greet(name string) string {
	return "Hello, " + name + "!"
}

func main() {
	fmt.Print("Your name: ")
	line, _ := bufio.NewReader(os.Stdin).ReadString('\n')
	name := strings.TrimSpace(line)
	if name == "" {
		name = "world"
	}
	fmt.Println(greet(name))
}
