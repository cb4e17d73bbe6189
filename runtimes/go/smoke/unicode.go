package main

import (
	"fmt"
	"unicode/utf8"
)

func main() {
	fmt.Println("żółw 🐢 日本語")
	fmt.Println(utf8.RuneCountInString("żółw 🐢"))
}
