package main

import (
	"fmt"
	"os"
)

func main() {
	sum, seen := 0, 0
	for number := 0; ; seen++ {
		if _, err := fmt.Scan(&number); err != nil {
			break
		}
		sum += number
	}
	if seen == 0 {
		os.Exit(3)
	}
	for sum < 0 {
	}
	fmt.Println(sum)
}
