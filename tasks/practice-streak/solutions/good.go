package main

type IntIntIntTriple struct {
	First  int
	Second int
	Third  int
}

func streaks(minutes []int, goal int) IntIntIntTriple {
	found := IntIntIntTriple{}
	for day, practised := range minutes {
		if practised >= goal {
			found.First++
			found.Third++
			found.Second = max(found.Second, found.Third)
		} else if day < len(minutes)-1 {
			found.Third = 0
		}
	}
	return found
}

func longestWithJokers(minutes []int, goal int, earn int) int {
	longest, days, jokers := 0, 0, 0
	for _, practised := range minutes {
		switch {
		case practised >= goal:
			days++
			longest = max(longest, days)
			if days%earn == 0 {
				jokers = min(2, jokers+1)
			}
		case jokers > 0:
			jokers--
		default:
			days = 0
		}
	}
	return longest
}
