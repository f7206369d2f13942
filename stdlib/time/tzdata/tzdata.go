// Package tzdata is imported for its effect: with real Go it puts a copy of the time zone database into the program. It has
// no effect here. Package time reads the system's database, which gvm's installation brings.
package tzdata
