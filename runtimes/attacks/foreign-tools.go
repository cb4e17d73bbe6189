// Asks for another compiler, for a module from the network and for the C compiler with a plug-in; there is none of these.
package main

// #cgo CFLAGS: -fplugin=/tmp/plugin.so
import "C"

import "example.org/gone/module"

func main() {
	module.Reach()
}
