// This file declares the runtime's random numbers.

package rand

func runtimeRand() uint64
