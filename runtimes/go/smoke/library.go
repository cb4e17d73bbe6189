package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

func main() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		json.NewEncoder(w).Encode(map[string]int{"n": 7})
	}))
	defer server.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	var group sync.WaitGroup
	group.Add(1)
	go func() {
		defer group.Done()
		request, _ := http.NewRequestWithContext(ctx, "GET", server.URL, nil)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			panic(err)
		}
		var answer map[string]int
		json.NewDecoder(response.Body).Decode(&answer)
		fmt.Println(answer["n"])
	}()
	group.Wait()
}
