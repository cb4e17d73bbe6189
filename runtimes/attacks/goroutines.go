// Starts goroutines without end, every one of which holds some memory and waits for nothing.
package main

func hold() {
	held := make([]byte, 1<<16)
	for i := range held {
		held[i] = byte(i)
	}
	select {}
}

func main() {
	for {
		go hold()
	}
}
