# The library's image as read-only data, on pages of its own.
.section .rodata
.global gvm_library_image
.global gvm_library_image_end
.balign 4096
gvm_library_image:
.incbin "library.gvmc"
gvm_library_image_end:
.section .note.GNU-stack,"",@progbits
