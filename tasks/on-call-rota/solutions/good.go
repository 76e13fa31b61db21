package main

import "sort"

type IntIntStringTriple struct {
	First  int
	Second int
	Third  string
}

type StringIntIntTriple struct {
	First  string
	Second int
	Third  int
}

func onCall(entries []IntIntStringTriple, start int, end int) []IntIntStringTriple {
	seen := map[int]bool{start: true, end: true}
	cuts := []int{start, end}
	for _, entry := range entries {
		for _, time := range []int{entry.First, entry.Second} {
			if start < time && time < end && !seen[time] {
				seen[time] = true
				cuts = append(cuts, time)
			}
		}
	}
	sort.Ints(cuts)
	found := []IntIntStringTriple{}
	for piece, at := range cuts[:len(cuts)-1] {
		team := teamAt(entries, at)
		if last := len(found) - 1; last >= 0 && found[last].Third == team {
			found[last].Second = cuts[piece+1]
		} else {
			found = append(found, IntIntStringTriple{at, cuts[piece+1], team})
		}
	}
	return found
}

func teamAt(entries []IntIntStringTriple, at int) string {
	for number := len(entries) - 1; number >= 0; number-- {
		if entries[number].First <= at && at < entries[number].Second {
			return entries[number].Third
		}
	}
	return "nobody"
}

func longDuties(entries []IntIntStringTriple, start int, end int, limit int, rest int) []StringIntIntTriple {
	duties, latest := []StringIntIntTriple{}, map[string]int{}
	for _, stretch := range onCall(entries, start, end) {
		if stretch.Third == "nobody" {
			continue
		}
		place, known := latest[stretch.Third]
		if known && stretch.First-duties[place].Third < rest {
			duties[place].Third = stretch.Second
		} else {
			latest[stretch.Third] = len(duties)
			duties = append(duties, StringIntIntTriple{stretch.Third, stretch.First, stretch.Second})
		}
	}
	long := []StringIntIntTriple{}
	for _, duty := range duties {
		if duty.Third-duty.Second > limit {
			long = append(long, duty)
		}
	}
	return long
}
