// This file has the numbers of answers, and the methods of requests.

package http

import "strconv"

// The methods.
const (
	MethodGet, MethodHead, MethodPost, MethodPut = "GET", "HEAD", "POST", "PUT"
	MethodPatch, MethodDelete, MethodConnect     = "PATCH", "DELETE", "CONNECT"
	MethodOptions, MethodTrace                   = "OPTIONS", "TRACE"
)

// The numbers of answers.
const (
	StatusContinue, StatusSwitchingProtocols, StatusProcessing                                 = 100, 101, 102
	StatusEarlyHints, StatusOK, StatusCreated                                                  = 103, 200, 201
	StatusAccepted, StatusNonAuthoritativeInfo, StatusNoContent                                = 202, 203, 204
	StatusResetContent, StatusPartialContent, StatusMultiStatus                                = 205, 206, 207
	StatusAlreadyReported, StatusIMUsed, StatusMultipleChoices                                 = 208, 226, 300
	StatusMovedPermanently, StatusFound, StatusSeeOther                                        = 301, 302, 303
	StatusNotModified, StatusUseProxy, StatusTemporaryRedirect                                 = 304, 305, 307
	StatusPermanentRedirect, StatusBadRequest, StatusUnauthorized                              = 308, 400, 401
	StatusPaymentRequired, StatusForbidden, StatusNotFound                                     = 402, 403, 404
	StatusMethodNotAllowed, StatusNotAcceptable, StatusProxyAuthRequired                       = 405, 406, 407
	StatusRequestTimeout, StatusConflict, StatusGone                                           = 408, 409, 410
	StatusLengthRequired, StatusPreconditionFailed, StatusRequestEntityTooLarge                = 411, 412, 413
	StatusRequestURITooLong, StatusUnsupportedMediaType, StatusRequestedRangeNotSatisfiable    = 414, 415, 416
	StatusExpectationFailed, StatusTeapot, StatusMisdirectedRequest                            = 417, 418, 421
	StatusUnprocessableEntity, StatusLocked, StatusFailedDependency                            = 422, 423, 424
	StatusTooEarly, StatusUpgradeRequired, StatusPreconditionRequired                          = 425, 426, 428
	StatusTooManyRequests, StatusRequestHeaderFieldsTooLarge, StatusUnavailableForLegalReasons = 429, 431, 451
	StatusInternalServerError, StatusNotImplemented, StatusBadGateway                          = 500, 501, 502
	StatusServiceUnavailable, StatusGatewayTimeout, StatusHTTPVersionNotSupported              = 503, 504, 505
	StatusVariantAlsoNegotiates, StatusInsufficientStorage, StatusLoopDetected                 = 506, 507, 508
	StatusNotExtended, StatusNetworkAuthenticationRequired                                     = 510, 511
)

var statusTexts = [...]string{
	100: "Continue", 101: "Switching Protocols", 102: "Processing", 103: "Early Hints", 200: "OK",
	201: "Created", 202: "Accepted", 203: "Non-Authoritative Information", 204: "No Content",
	205: "Reset Content", 206: "Partial Content", 207: "Multi-Status", 208: "Already Reported", 226: "IM Used",
	300: "Multiple Choices", 301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified",
	305: "Use Proxy", 307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request",
	401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
	406: "Not Acceptable", 407: "Proxy Authentication Required", 408: "Request Timeout", 409: "Conflict",
	410: "Gone", 411: "Length Required", 412: "Precondition Failed", 413: "Request Entity Too Large",
	414: "Request URI Too Long", 415: "Unsupported Media Type", 416: "Requested Range Not Satisfiable",
	417: "Expectation Failed", 418: "I'm a teapot", 421: "Misdirected Request", 422: "Unprocessable Entity",
	423: "Locked", 424: "Failed Dependency", 425: "Too Early", 426: "Upgrade Required",
	428: "Precondition Required", 429: "Too Many Requests", 431: "Request Header Fields Too Large",
	451: "Unavailable For Legal Reasons", 500: "Internal Server Error", 501: "Not Implemented",
	502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout", 505: "HTTP Version Not Supported",
	506: "Variant Also Negotiates", 507: "Insufficient Storage", 508: "Loop Detected", 510: "Not Extended",
	511: "Network Authentication Required",
}

func statusLine(code int) string { return strconv.Itoa(code) + " " + StatusText(code) }

// StatusText returns what a number means, or "".
func StatusText(code int) string {
	if code < 0 || code >= len(statusTexts) {
		return ""
	}
	return statusTexts[code]
}
