#!/usr/bin/env python3
"""Writes runtime/heap/sizeclasses.h: the size classes of the small-object heap.

The classes are chosen so that rounding a request up wastes at most an eighth of it, and the tail of a span at most an
eighth of the span. They must come out as Go's, because programs see them: append rounds a capacity up to a class.
Usage: tools/gen/sizeclasses.py > runtime/heap/sizeclasses.h
"""

PAGE = 8192
MAX_SMALL = 32768
ALIGN_SMALL, MAX_SMALL8, DIV_LARGE = 8, 1024, 128


def step_after(size, step):
    """The distance between candidate sizes from `size` on: an eighth of the last power of two, 16 up to 128 bytes."""
    if size & (size - 1):
        return step
    if size >= 2048:
        return 256
    if size >= 128:
        return size // 8
    return 16 if size >= 32 else step


def span_bytes(size):
    """The smallest run of pages whose tail, when cut into objects of `size`, is at most an eighth of it."""
    n = PAGE
    while n % size > n // 8:
        n += PAGE
    return n


def classes():
    out = []  # (size, pages)
    step, size = ALIGN_SMALL, ALIGN_SMALL
    while size <= MAX_SMALL:
        step = step_after(size, step)
        pages = span_bytes(size) // PAGE
        # A larger size that leaves the number of objects in the span unchanged replaces the one before it.
        if out and out[-1][1] == pages and pages * PAGE // out[-1][0] == pages * PAGE // size:
            out[-1] = (size, pages)
        else:
            out.append((size, pages))
        size += step
    # Let each class use up its tail: as large as still fits the same number of objects, in steps of 128 from 1 KB on.
    grown = []
    for size, pages in out:
        if size >= 1024:
            fits = pages * PAGE // size
            best = pages * PAGE // fits // 128 * 128
            size = max(size, best)
        grown.append((size, pages))
    return [(0, 0)] + grown


def table(cpp_type, name, values, doc):
    rows = []
    for i in range(0, len(values), 16):
        rows.append("    " + ", ".join(str(v) for v in values[i:i + 16]) + ",")
    return "/// %s\ninline constexpr %s %s[%d] = {\n%s\n};\n" % (doc, cpp_type, name, len(values), "\n".join(rows))


def main():
    cs = classes()

    def class_of(n):
        return next(i for i, c in enumerate(cs) if c[0] >= n and (i > 0 or n == 0))

    small = [class_of(i * ALIGN_SMALL) for i in range(MAX_SMALL8 // ALIGN_SMALL + 1)]
    large = [class_of(MAX_SMALL8 + i * DIV_LARGE) for i in range((MAX_SMALL - MAX_SMALL8) // DIV_LARGE + 1)]
    print("// This file holds the size classes of the heap. Written by tools/gen/sizeclasses.py; do not edit.")
    print("#pragma once\n#include \"runtime/base/types.h\"\n\nnamespace gvm::rt::inline heap {\n")
    print("inline constexpr int kNumSizeClasses = %d;" % len(cs))
    print("inline constexpr u64 kSmallSizeMax = %d;  // sizes up to here use the fine table" % MAX_SMALL8)
    print("inline constexpr u64 kSmallSizeDiv = %d;" % ALIGN_SMALL)
    print("inline constexpr u64 kLargeSizeDiv = %d;\n" % DIV_LARGE)
    print(table("u16", "kClassToSize", [c[0] for c in cs], "Bytes of an object of a class. Class 0 is for large objects."))
    print(table("u8", "kClassToPages", [c[1] for c in cs], "Pages of a span of a class."))
    print(table("u32", "kClassToDivMagic", ["%du" % ((0xffffffff // c[0] + 1) if c[0] else 0) for c in cs],
                "offset * magic >> 32 is offset / size, for any offset within a span."))
    print(table("u8", "kSizeToClass8", small, "Class for a size up to 1024, by (size + 7) / 8."))
    print(table("u8", "kSizeToClass128", large, "Class for a larger size, by (size - 1024 + 127) / 128."))
    print("}  // namespace gvm::rt::inline heap")


if __name__ == "__main__":
    main()
