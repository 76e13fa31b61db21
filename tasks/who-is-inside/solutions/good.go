package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
)

type event struct {
	second     int
	badge, way string
}

func main() {
	input := bufio.NewScanner(os.Stdin)
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	offsets, known := map[string]int{}, map[string]bool{}
	events, questions := []event{}, []int{}
	for input.Scan() {
		words := strings.Fields(input.Text())
		switch words[0] {
		case "door":
			offsets[words[1]], _ = strconv.Atoi(words[2])
		case "ask":
			second, _ := strconv.Atoi(words[1])
			questions = append(questions, second)
		case "seen":
			if !known[input.Text()] {
				known[input.Text()] = true
				time, _ := strconv.Atoi(words[2])
				events = append(events, event{time + offsets[words[1]], words[3], words[4]})
			}
		}
	}

	sort.SliceStable(events, func(a, b int) bool { return events[a].second < events[b].second })
	inside := map[string]bool{}
	seconds, numbers := []int{}, []int{}
	for at, one := range events {
		if one.way == "in" {
			inside[one.badge] = true
		} else {
			delete(inside, one.badge)
		}
		if at+1 == len(events) || events[at+1].second != one.second {
			seconds = append(seconds, one.second)
			numbers = append(numbers, len(inside))
		}
	}

	peak, from := 0, 0
	for at, number := range numbers {
		if number > peak {
			peak, from = number, seconds[at]
		}
	}
	if peak > 0 {
		fmt.Fprintln(output, "peak", peak, "from", from)
	} else {
		fmt.Fprintln(output, "peak 0")
	}
	badges := []string{}
	for badge := range inside {
		badges = append(badges, badge)
	}
	sort.Strings(badges)
	for _, badge := range badges {
		fmt.Fprintln(output, "inside", badge)
	}
	for _, second := range questions {
		number := 0
		if before := sort.SearchInts(seconds, second+1); before > 0 {
			number = numbers[before-1]
		}
		fmt.Fprintln(output, "at", second, number)
	}
}
