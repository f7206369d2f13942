# The library's Go sources as read-only data.
.section .rodata
.global gvm_library_blob
.balign 16
gvm_library_blob:
.incbin "library.blob"
.section .note.GNU-stack,"",@progbits
