package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
)

func main() {
	total, downSince := map[string]int{}, map[string]int{}
	input := bufio.NewScanner(os.Stdin)
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	end := 0
	for input.Scan() {
		words := strings.Fields(input.Text())
		time, _ := strconv.Atoi(words[0])
		if len(words) == 2 {
			end = time
			break
		}
		name := words[1]
		since, down := downSince[name]
		total[name] += 0
		if words[2] == "down" && !down {
			downSince[name] = time
		} else if words[2] == "up" && down {
			total[name] += time - since
			delete(downSince, name)
		}
	}
	names := []string{}
	for name := range total {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if since, down := downSince[name]; down {
			total[name] += end - since
		}
		fmt.Fprintln(output, name, total[name])
	}
}
