package appraisal

import (
	"reflect"
	"testing"
)

// full is a link in which nothing is empty.
func full() Linked {
	facts := func() Facts { return Facts{FieldDay: {Field: FieldDay, Value: "1"}} }
	return Linked{
		Link:  Link{UID: "k"},
		Trial: Trial{UID: "t", Facts: facts(), Arms: []Arm{{UID: "a", Facts: facts()}}, Results: []Result{{UID: "r", Facts: facts()}}},
		Appraisals: []Appraisal{{UID: "p", Answers: map[Question]Answer{QNotBiased: Yes},
			Quotes: []Quote{{UID: "q"}}}},
	}
}

// Every field counts, also one that is added to these types some day.
func TestLinksThatDifferInAnyFieldAreNotTheSame(t *testing.T) {
	if !full().Same(full()) {
		t.Fatal("a link is not the same as itself")
	}
	tried := 0
	changeEach(reflect.ValueOf(new(Linked)).Elem().Type(), func(change func(reflect.Value), path string) {
		tried++
		other := full()
		change(reflect.ValueOf(&other).Elem())
		if full().Same(other) {
			t.Errorf("%s is another, and nobody notices", path)
		}
	})
	if tried < 40 {
		t.Errorf("only %d fields were tried", tried)
	}
}

// changeEach calls f with a change of each field that a value of the type holds, at whatever depth.
func changeEach(of reflect.Type, f func(change func(reflect.Value), path string)) {
	switch of.Kind() {
	case reflect.Struct:
		for i := range of.NumField() {
			changeEach(of.Field(i).Type, func(change func(reflect.Value), path string) {
				f(func(v reflect.Value) { change(v.Field(i)) }, of.Field(i).Name+" "+path)
			})
		}
	case reflect.Slice:
		changeEach(of.Elem(), func(change func(reflect.Value), path string) { f(func(v reflect.Value) { change(v.Index(0)) }, path) })
		f(func(v reflect.Value) { v.SetZero() }, "emptied")
	case reflect.Map:
		changeEach(of.Elem(), func(change func(reflect.Value), path string) {
			f(func(v reflect.Value) {
				for _, k := range v.MapKeys() {
					x := reflect.New(of.Elem()).Elem()
					x.Set(v.MapIndex(k))
					change(x)
					v.SetMapIndex(k, x)
				}
			}, path)
		})
	case reflect.String:
		f(func(v reflect.Value) { v.SetString(v.String() + "x") }, "")
	case reflect.Int:
		f(func(v reflect.Value) { v.SetInt(v.Int() + 1) }, "")
	case reflect.Bool:
		f(func(v reflect.Value) { v.SetBool(!v.Bool()) }, "")
	default:
		panic("a kind of field that this test does not know: " + of.String())
	}
}
