package main

import "fmt"

func main() {
	var name string
	var a, b int
	fmt.Scan(&name, &a, &b)
	fmt.Printf("Hi %s, %d\n", name, a+b)
}
