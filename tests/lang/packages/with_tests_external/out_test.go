package m_test

import "m"

var ok int = m.ForTest() + m.Double(2)

var bad string = m.Double(2)
