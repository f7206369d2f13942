// Package crypto names hash functions, and what keys of all kinds can do.
package crypto

import (
	"hash"
	"io"
	"strconv"
)

// Hash names a hash function, which is there if a package was imported that has it.
type Hash uint

const (
	MD4         Hash = 1 + iota // golang.org/x/crypto/md4
	MD5                         // crypto/md5
	SHA1                        // crypto/sha1
	SHA224                      // crypto/sha256
	SHA256                      // crypto/sha256
	SHA384                      // crypto/sha512
	SHA512                      // crypto/sha512
	MD5SHA1                     // both, as TLS has them; there is no such package
	RIPEMD160                   // golang.org/x/crypto/ripemd160
	SHA3_224                    // crypto/sha3
	SHA3_256                    // crypto/sha3
	SHA3_384                    // crypto/sha3
	SHA3_512                    // crypto/sha3
	SHA512_224                  // crypto/sha512
	SHA512_256                  // crypto/sha512
	BLAKE2s_256                 // golang.org/x/crypto/blake2s
	BLAKE2b_256                 // golang.org/x/crypto/blake2b
	BLAKE2b_384                 // golang.org/x/crypto/blake2b
	BLAKE2b_512                 // golang.org/x/crypto/blake2b
)

// known are the functions by number: what they are called, how long their sums are.
var known = [...]struct {
	name string
	size int
}{
	MD4: {"MD4", 16}, MD5: {"MD5", 16}, SHA1: {"SHA-1", 20}, SHA224: {"SHA-224", 28}, SHA256: {"SHA-256", 32},
	SHA384: {"SHA-384", 48}, SHA512: {"SHA-512", 64}, MD5SHA1: {"MD5+SHA1", 36}, RIPEMD160: {"RIPEMD-160", 20},
	SHA3_224: {"SHA3-224", 28}, SHA3_256: {"SHA3-256", 32}, SHA3_384: {"SHA3-384", 48}, SHA3_512: {"SHA3-512", 64},
	SHA512_224: {"SHA-512/224", 28}, SHA512_256: {"SHA-512/256", 32}, BLAKE2s_256: {"BLAKE2s-256", 32},
	BLAKE2b_256: {"BLAKE2b-256", 32}, BLAKE2b_384: {"BLAKE2b-384", 48}, BLAKE2b_512: {"BLAKE2b-512", 64},
}

var makers [len(known)]func() hash.Hash

func (h Hash) exists() bool { return h > 0 && int(h) < len(known) }

// HashFunc returns h, which makes h a SignerOpts.
func (h Hash) HashFunc() Hash { return h }

// String returns the function's name.
func (h Hash) String() string {
	if !h.exists() {
		return "unknown hash value " + strconv.Itoa(int(h))
	}
	return known[h].name
}

// Size returns the length of a sum in bytes, whether the function is there or not.
func (h Hash) Size() int {
	if !h.exists() {
		panic("crypto: Size of unknown hash function")
	}
	return known[h].size
}

// Available tells whether the function is there.
func (h Hash) Available() bool { return h.exists() && makers[h] != nil }

// New returns a new hash. It panics where the function is not there.
func (h Hash) New() hash.Hash {
	if !h.Available() {
		panic("crypto: requested hash function #" + strconv.Itoa(int(h)) + " is unavailable")
	}
	return makers[h]()
}

// RegisterHash makes f the function that makes an h. Packages call it when they are
// initialised.
func RegisterHash(h Hash, f func() hash.Hash) {
	if !h.exists() {
		panic("crypto: RegisterHash of unknown hash function")
	}
	makers[h] = f
}

// PublicKey is a public key of any kind. Those of the standard library have a method
// Equal(x crypto.PublicKey) bool.
type PublicKey any

// PrivateKey is a private key of any kind. Those of the standard library have methods
// Public() crypto.PublicKey and Equal(x crypto.PrivateKey) bool.
type PrivateKey any

// SignerOpts are options of signing.
type SignerOpts interface {
	// HashFunc names the function that made the digest, 0 where it was not hashed.
	HashFunc() Hash
}

// Signer is a private key that signs, perhaps one that a machine holds and does not
// give away.
type Signer interface {
	// Public is the key's public part.
	Public() PublicKey

	// Sign signs the digest of a message. opts say which hash function made it.
	Sign(rand io.Reader, digest []byte, opts SignerOpts) (signature []byte, err error)
}

// MessageSigner is a Signer that wants the message itself.
type MessageSigner interface {
	Signer
	SignMessage(rand io.Reader, msg []byte, opts SignerOpts) (signature []byte, err error)
}

// SignMessage signs msg. For a signer that is no MessageSigner it is hashed before,
// where opts name a function.
func SignMessage(signer Signer, rand io.Reader, msg []byte, opts SignerOpts) (signature []byte, err error) {
	if m, ok := signer.(MessageSigner); ok {
		return m.SignMessage(rand, msg, opts)
	}
	if h := opts.HashFunc(); h != 0 {
		d := h.New()
		d.Write(msg)
		msg = d.Sum(nil)
	}
	return signer.Sign(rand, msg, opts)
}

// DecrypterOpts are options of decrypting.
type DecrypterOpts any

// Decrypter is a private key that decrypts.
type Decrypter interface {
	// Public is the key's public part.
	Public() PublicKey

	// Decrypt decrypts msg, in the way that opts say.
	Decrypt(rand io.Reader, msg []byte, opts DecrypterOpts) (plaintext []byte, err error)
}

// Decapsulator is the private key of a mechanism that hands keys over.
type Decapsulator interface {
	Encapsulator() Encapsulator
	Decapsulate(ciphertext []byte) (sharedKey []byte, err error)
}

// Encapsulator is the public key of a mechanism that hands keys over.
type Encapsulator interface {
	Bytes() []byte
	Encapsulate() (sharedKey, ciphertext []byte)
}
