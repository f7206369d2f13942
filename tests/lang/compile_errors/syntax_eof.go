package main

func main() {
	{
	{
}
