package main

import "sort"

type StringIntStringTriple struct {
	First  string
	Second int
	Third  string
}

type StringIntIntIntTuple4 struct {
	First  string
	Second int
	Third  int
	Fourth int
}

type IntStringPair struct {
	First  int
	Second string
}

type storm struct {
	service string
	times   []int
}

func storms(alerts []StringIntStringTriple, quiet int) []StringIntIntIntTuple4 {
	found := []StringIntIntIntTuple4{}
	for _, one := range grouped(alerts, quiet) {
		last := one.times[len(one.times)-1]
		found = append(found, StringIntIntIntTuple4{one.service, one.times[0], last, len(one.times)})
	}
	return found
}

func calls(alerts []StringIntStringTriple, quiet int, least int, rest int) []IntStringPair {
	moments := []storm{}
	for _, one := range grouped(alerts, quiet) {
		if len(one.times) >= least {
			moments = append(moments, storm{one.service, one.times[least-1 : least]})
		}
	}
	inOrder(moments)
	rings := []IntStringPair{}
	for _, moment := range moments {
		if len(rings) == 0 || moment.times[0]-rings[len(rings)-1].First >= rest {
			rings = append(rings, IntStringPair{moment.times[0], moment.service})
		}
	}
	return rings
}

// The service and all times of each storm, by the storm's beginning and service.
func grouped(alerts []StringIntStringTriple, quiet int) []storm {
	seen := map[string]bool{}
	timesOf := map[string][]int{}
	for _, alert := range alerts {
		if !seen[alert.First] {
			seen[alert.First] = true
			timesOf[alert.Third] = append(timesOf[alert.Third], alert.Second)
		}
	}
	found := []storm{}
	for service, times := range timesOf {
		sort.Ints(times)
		from := 0
		for at := 1; at <= len(times); at++ {
			if at == len(times) || times[at]-times[at-1] > quiet {
				found = append(found, storm{service, times[from:at]})
				from = at
			}
		}
	}
	inOrder(found)
	return found
}

func inOrder(storms []storm) {
	sort.Slice(storms, func(a, b int) bool {
		if storms[a].times[0] != storms[b].times[0] {
			return storms[a].times[0] < storms[b].times[0]
		}
		return storms[a].service < storms[b].service
	})
}
