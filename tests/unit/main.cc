// This file is the main program of the unit tests.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
