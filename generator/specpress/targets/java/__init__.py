"""The target `java`: a Maven project with typed clients for Java 17."""

from specpress.targets.java.target import JavaTarget

TARGET = JavaTarget()
