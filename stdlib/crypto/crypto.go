// Package crypto names hash functions, and what keys of all kinds can do.
package crypto

import (
	"hash"
	"io"
	"strconv"
)

// Hash names a hash function, which is there if a package was imported that has it.
type Hash uint

// The functions of packages of this library.
const (
	MD5        Hash = 2  // crypto/md5
	SHA1       Hash = 3  // crypto/sha1
	SHA224     Hash = 4  // crypto/sha256
	SHA256     Hash = 5  // crypto/sha256
	SHA384     Hash = 6  // crypto/sha512
	SHA512     Hash = 7  // crypto/sha512
	SHA512_224 Hash = 14 // crypto/sha512
	SHA512_256 Hash = 15 // crypto/sha512
	SHA3_224   Hash = 10 // crypto/sha3
	SHA3_256   Hash = 11 // crypto/sha3
	SHA3_384   Hash = 12 // crypto/sha3
	SHA3_512   Hash = 13 // crypto/sha3
)

// The functions that are elsewhere: in golang.org/x/crypto, but for MD5SHA1, which is
// both as TLS has them, and nowhere.
const (
	MD4         Hash = 1
	MD5SHA1     Hash = 8
	RIPEMD160   Hash = 9
	BLAKE2s_256 Hash = 16
	BLAKE2b_256 Hash = 17
	BLAKE2b_384 Hash = 18
	BLAKE2b_512 Hash = 19
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

// MessageSigner is a Signer that wants the message itself.
type MessageSigner interface {
	Signer
	SignMessage(rand io.Reader, msg []byte, opts SignerOpts) (signature []byte, err error)
}

// Signer is a private key that signs, perhaps one that a machine holds and does not
// give away.
type Signer interface {
	// Public is the key's public part.
	Public() PublicKey

	// Sign signs the digest of a message. opts say which hash function made it.
	Sign(rand io.Reader, digest []byte, opts SignerOpts) (signature []byte, err error)
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

// Encapsulator is the public key of a mechanism that hands keys over.
type Encapsulator interface {
	Bytes() []byte
	Encapsulate() (sharedKey, ciphertext []byte)
}

// Decapsulator is the private key of a mechanism that hands keys over.
type Decapsulator interface {
	Encapsulator() Encapsulator
	Decapsulate(ciphertext []byte) (sharedKey []byte, err error)
}
