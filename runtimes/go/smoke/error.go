package main

import "fmt"

func fail(values []int) int {
	return values[3]
}

func main() {
	fmt.Println("before")
	fmt.Println(fail([]int{1}))
}
