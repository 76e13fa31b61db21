package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
)

type service struct {
	down, working bool
	since, total  int
}

// Up to now, everything was as it is remembered.
func (one *service) count(now int) {
	if one.down && !one.working {
		one.total += now - one.since
	}
	one.since = now
}

func main() {
	services := map[string]*service{}
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
		one := services[words[1]]
		if one == nil {
			one = &service{}
			services[words[1]] = one
		}
		one.count(time)
		switch words[2] {
		case "up", "down":
			one.down = words[2] == "down"
		default:
			one.working = words[2] == "work"
		}
	}
	names := []string{}
	for name := range services {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		services[name].count(end)
		fmt.Fprintln(output, name, services[name].total)
	}
}
