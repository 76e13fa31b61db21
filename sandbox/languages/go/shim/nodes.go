package shim

import (
	"reflect"
	"strings"
)

// ListNode is a place of a linked list; nil is the empty list.
type ListNode[T any] struct {
	Val  T
	Next *ListNode[T]
}

// TreeNode is a node of a binary tree; nil is the empty tree.
type TreeNode[T any] struct {
	Val         T
	Left, Right *TreeNode[T]
}

// The candidate's file may have nodes of its own: they are known by their fields, not by their type.
func isLinked(kind reflect.Type) bool { return points(kind, "next") }

func isTree(kind reflect.Type) bool { return points(kind, "left") && points(kind, "right") }

func points(kind reflect.Type, name string) bool {
	if kind.Kind() != reflect.Struct {
		return false
	}
	at := place(kind, name)
	return at >= 0 && kind.Field(at).Type == reflect.PointerTo(kind) && place(kind, "val") >= 0
}

func place(kind reflect.Type, name string) int {
	for at := range kind.NumField() {
		if strings.EqualFold(kind.Field(at).Name, name) {
			return at
		}
	}
	return -1
}

func part(node reflect.Value, name string) reflect.Value {
	return field(node, place(node.Type(), name))
}

func (r *reader) linked(place reflect.Value) {
	wrapped := r.tag("$linked")
	for r.open('[', "a list"); r.more(']'); {
		node := reflect.New(place.Type().Elem())
		r.into(part(node.Elem(), "val"))
		place.Set(node)
		place = part(node.Elem(), "next")
	}
	if wrapped {
		r.expect('}', "a list")
	}
}

func (r *reader) tree(place reflect.Value) {
	wrapped := r.tag("$tree")
	open := []reflect.Value{place}
	for r.open('[', "a tree in level order"); r.more(']'); {
		if len(open) == 0 {
			panic(r.unlike("a tree in level order"))
		}
		place, open = open[0], open[1:]
		if r.word("null") {
			continue
		}
		node := reflect.New(place.Type().Elem())
		r.into(part(node.Elem(), "val"))
		place.Set(node)
		open = append(open, part(node.Elem(), "left"), part(node.Elem(), "right"))
	}
	if wrapped {
		r.expect('}', "a tree")
	}
}

func (w *writer) linked(node reflect.Value, depth int) {
	for w.put("["); !node.IsNil(); node = part(node.Elem(), "next") {
		w.value(part(node.Elem(), "val"), depth-1)
		w.put(",")
	}
	w.close("]")
}

func (w *writer) tree(root reflect.Value, depth int) {
	w.put("[")
	nulls := 0
	for level := []reflect.Value{root}; len(level) > 0; level = level[1:] {
		node := level[0]
		if node.IsNil() {
			nulls++
			continue
		}
		for ; nulls > 0; nulls-- {
			w.put("null,")
		}
		w.value(part(node.Elem(), "val"), depth-1)
		w.put(",")
		level = append(level, part(node.Elem(), "left"), part(node.Elem(), "right"))
	}
	w.close("]")
}
